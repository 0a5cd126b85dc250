// Names for the generated types of /api/v1 (`npm run types` makes schema.d.ts from openapi.json).
import type { components } from "./schema";

export type Schemas = components["schemas"];

/** `field` is left out where no one input is wrong. */
export type Problem = Omit<Schemas["ProblemDetails"], "field" | "request_id"> & {
  field?: string | null;
  request_id?: string | null;
};

export type Cited = Schemas["Cited"];
export type AmountLine = Schemas["AmountLine"];
export type Payment = AmountLine["payments"][number];
export type Gap = Schemas["Gap"];
export type Point = Schemas["Point"];
export type PointKind = Point["kind"];
export type Verdict = Schemas["Verdict"];
export type Answer = Schemas["Answer"];
export type Question = NonNullable<Answer["question"]>;
export type Choice = Question["choices"][number];

export type Message = Schemas["Message"];
export type Author = Message["author"];
export type Vote = NonNullable<Message["vote"]>;
export type KnownFact = Schemas["KnownFact"];
export type ChatView = Schemas["ChatView"];
export type ChatState = ChatView["state"];

export type About = Schemas["About"];
export type DocumentHead = Schemas["DocumentHead"];
export type OfficialDocument = Schemas["OfficialText"];
export type Paragraph = Schemas["Paragraph"];
export type Dictionary = Schemas["Dictionary"];
export type Fact = Schemas["Fact"];

export type Quoted = Schemas["Quoted"];
export type ProgrammeResult = Schemas["ProgrammeResult"];
export type TraceNode = Schemas["TraceNodeResult"];
export type Screening = Schemas["Screening"];
