import "server-only";
import { clientRoutes } from "@/lib/gateway/server/client-routes";
import { services } from "./services";

/** The routes of the client door, in front of this process's services. */
export const clientDoor = clientRoutes(() => services().gateway);
