import { z } from "zod";
import { modelSubTypes, modelTypes } from "@/lib/siliconflow/model-kinds";
import { openEnum } from "@/lib/siliconflow/schema/open-enum";

/* GET /models: which models exist. It says nothing about price, context or ability; see lib/models. */

export const modelListQuerySchema = z.strictObject({
  type: z.enum(modelTypes).optional(),
  sub_type: z.enum(modelSubTypes).optional(),
});

export const modelListResponseSchema = z.looseObject({
  object: openEnum(["list"]).nullish(),
  data: z.array(
    z.looseObject({
      id: z.string(),
      object: openEnum(["model"]).nullish(),
      created: z.int().nullish(),
      owned_by: z.string().nullish(),
    }),
  ),
});

export type ModelListQuery = z.infer<typeof modelListQuerySchema>;
export type ModelListResponse = z.infer<typeof modelListResponseSchema>;
