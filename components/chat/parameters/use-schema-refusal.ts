"use client";

import { useTranslations } from "use-intl";
import { schemaFault } from "@/lib/chat/schema-fault";

/** Says what is wrong with a JSON Schema, in words. */
export function useSchemaRefusal(): (schema: object) => string | undefined {
  const t = useTranslations("options");
  return (schema) => {
    const found = schemaFault(schema);
    return found && t(`schemaFault.${found.fault}`, { at: found.at || "/" });
  };
}
