import type {} from "use-intl";
import type { Locale } from "./locale";
import { chat as enChat } from "./messages/en/chat";
import { errorMessages as enErrors } from "./messages/en/errors";
import { models as enModels } from "./messages/en/models";
import { shared as enShared } from "./messages/en/shared";
import { shell as enShell } from "./messages/en/shell";
import { chat as zhChat } from "./messages/zh/chat";
import { errorMessages as zhErrors } from "./messages/zh/errors";
import { models as zhModels } from "./messages/zh/models";
import { shared as zhShared } from "./messages/zh/shared";
import { shell as zhShell } from "./messages/zh/shell";

const english = { chat: enChat, errors: enErrors, models: enModels, shared: enShared, shell: enShell };
const chinese = { chat: zhChat, errors: zhErrors, models: zhModels, shared: zhShared, shell: zhShell };

/** The keys are the English ones; the words are whatever a language has. */
type Words<Tree> = { [Key in keyof Tree]: Tree[Key] extends string ? string : Words<Tree[Key]> };
export type AppMessages = Words<typeof english>;

declare module "use-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: AppMessages;
  }
}

/** Every string of the interface in one language. Only the server loads both; a page gets its own. */
export const messages = { en: english, zh: chinese } as const satisfies Record<Locale, AppMessages>;
