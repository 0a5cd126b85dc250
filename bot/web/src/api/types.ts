// Names for the generated types of /api/v1 (`npm run types` makes schema.d.ts from openapi.json).
import type { components } from "./schema";

type Schemas = components["schemas"];

/** The document calls optional what may be null; the server always sends it. */
type Sent<T> = T extends (infer One)[]
  ? Sent<One>[]
  : T extends object
    ? { [Key in keyof T]-?: Sent<T[Key]> }
    : T;

export type Problem = Sent<Omit<Schemas["ProblemDetails"], "field">> & { field?: string | null };

export type Cited = Sent<Schemas["Cited"]>;
export type AmountLine = Sent<Schemas["AmountLine"]>;
export type Payment = AmountLine["payments"][number];
export type Gap = Sent<Schemas["Gap"]>;
export type Point = Sent<Schemas["Point"]>;
export type PointKind = Point["kind"];
export type Verdict = Sent<Schemas["Verdict"]>;
export type Answer = Sent<Schemas["Answer"]>;
export type Question = NonNullable<Answer["question"]>;
export type Choice = Question["choices"][number];

export type Message = Sent<Schemas["Message"]>;
export type Author = Message["author"];
export type Vote = NonNullable<Message["vote"]>;
export type KnownFact = Sent<Schemas["KnownFact"]>;
export type ChatView = Sent<Schemas["ChatView"]>;
export type ChatState = ChatView["state"];

export type About = Sent<Schemas["About"]>;
export type DocumentHead = Sent<Schemas["DocumentHead"]>;
export type OfficialDocument = Sent<Schemas["OfficialText"]>;
export type Paragraph = Sent<Schemas["Paragraph"]>;
export type Dictionary = Sent<Schemas["Dictionary"]>;
export type Fact = Sent<Schemas["Fact"]>;

export type Quoted = Sent<Schemas["Quoted"]>;
export type ProgrammeResult = Sent<Schemas["ProgrammeResult"]>;
/** One condition of a trace, which the document leaves open. */
export type TraceNode = {
  address: string;
  status: string;
  low: number | null;
  high: number | null;
  label: string;
  quote: Quoted;
  fact: string | null;
  value: unknown;
  parts: string[];
};
export type Screening = Omit<Sent<Schemas["Screening"]>, "trace"> & { trace: Record<string, TraceNode[]> };
