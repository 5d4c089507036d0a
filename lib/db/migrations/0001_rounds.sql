CREATE TABLE "rounds" (
	"id" text PRIMARY KEY NOT NULL,
	"operation" text NOT NULL,
	"lanes" jsonb NOT NULL,
	"vote" jsonb,
	"created_at" timestamp with time zone NOT NULL,
	"voted_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "ledger" ADD COLUMN "run_id" text;--> statement-breakpoint
CREATE INDEX "rounds_created_at" ON "rounds" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "ledger_run_id" ON "ledger" USING btree ("run_id");