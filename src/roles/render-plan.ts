/** The plan as data: a model wrote it, so that it binds nobody, and every text of it stands in a field. */
import type { Plan } from "../domain/plan.ts";
import type { JsonObject } from "./encode-document.ts";

export const renderPlan = (plan: Plan): JsonObject => ({ source: "plan", author: "model", ...plan });
