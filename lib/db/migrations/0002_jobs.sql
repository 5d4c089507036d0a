CREATE TABLE "jobs" (
	"run_id" text PRIMARY KEY NOT NULL,
	"request_id" text,
	"submitted_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "ledger" ADD COLUMN "images" integer;--> statement-breakpoint
ALTER TABLE "ledger" ADD COLUMN "videos" integer;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;