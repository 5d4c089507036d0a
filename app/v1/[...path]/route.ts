import { serveTable } from "@/lib/http/server/web-adapter";
import { clientDoor } from "@/lib/services/server/client-door";

/** Every path below /v1 is a row of the table in lib/gateway. */
const handler = serveTable(clientDoor);

export {
  handler as GET,
  handler as POST,
  handler as PUT,
  handler as PATCH,
  handler as DELETE,
  handler as HEAD,
  handler as OPTIONS,
};
