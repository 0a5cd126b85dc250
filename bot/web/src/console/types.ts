// Names for what staff see, beside the public shapes of src/api/types.ts.
import type { Schemas } from "../api/types";

export type Me = Schemas["Me"];
export type Role = Me["role"];
export const ADMINISTRATOR: Role = "管理员";

export type Page<Row> = { rows: Row[]; next: number | null };

export type NextQuestion = Schemas["NextQuestion"];
export type Screened = Schemas["ScreeningOutput"];
export type Hit = Omit<Schemas["FoundClause"], "marks"> & { marks: [number, number][] };

export type ConversationFilter = "all" | "waiting" | "handed_over" | "unanswered" | "downvoted";
export type ConversationRow = Schemas["ConversationRow"];
export type StaffMessage = Schemas["StaffMessage"];
export type Outcome = NonNullable<StaffMessage["outcome"]>;
export type Understood = NonNullable<StaffMessage["understood"]>;
export type Conversation = Schemas["ConversationDetail"];
export type Reach = Schemas["Reach"];
export type Traced = Schemas["Trace"];

export type Intent = Schemas["Intent"];
export type Review = Schemas["Review"];
export type UnansweredRow = Schemas["UnansweredRow"];

export type Statistics = Schemas["StatisticsOfDays"];
export type AuditRow = Schemas["AuditRow"];
export type Account = Schemas["Account"];
