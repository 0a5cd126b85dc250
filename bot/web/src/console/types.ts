// What staff see beside the public shapes of src/api/types.ts.
import type { Answer, ChatState, KnownFact, Message, Quoted, Screening } from "../api/types";

export type Role = "坐席" | "管理员";
export const ADMINISTRATOR: Role = "管理员";
export type Me = { id: number; name: string; role: Role; csrf: string };

export type Page<Row> = { rows: Row[]; next: number | null };

export type NextQuestion = {
  id: string;
  ask: string;
  facts: string[];
  multiple: boolean;
  why: string;
  quote: Quoted;
  most_left: number;
};
export type Screened = {
  as_of: string;
  answer: Answer;
  reply: string;
  screening: Screening & { next_question: NextQuestion | null };
};
export type Hit = {
  pack: string;
  number: string;
  title: string;
  city: string;
  clause: string;
  heading: string;
  text: string;
  start: number;
  end: number;
  expired: boolean;
  marks: [number, number][];
};

export type ConversationFilter = "all" | "waiting" | "handed_over" | "unanswered" | "downvoted";
export type ConversationRow = {
  id: number;
  channel: string;
  started_at: string;
  last_at: string;
  state: ChatState;
  agent: string | null;
  messages: number;
  last_text: string;
  handed_over: boolean;
  unanswered: number;
  downvotes: number;
};
export type Outcome = "answered" | "screening" | "unanswered" | "handed_over" | "to_agent" | "failed";
export type LikelyIntent = Intent & { confidence: number };
export type Understood = {
  intent: string;
  label: string;
  topic: string | null;
  confidence: number;
  likely: LikelyIntent[];
  facts: KnownFact[];
  known: KnownFact[];
};
export type StaffMessage = Message & {
  comment: string | null;
  agent: string | null;
  understood: Understood | null;
  outcome: Outcome | null;
  latency_ms: number | null;
};
export type Conversation = ConversationRow & { replay: StaffMessage[] };
export type Traced = { as_of: string; known: KnownFact[]; answer: Answer; screening: Screening };

export type Intent = { intent: string; label: string };
export type Review = { intent: string | null; example: string; by: string; at: string };
export type UnansweredRow = {
  message: number;
  conversation: number;
  at: string;
  text: string;
  intent: string;
  likely: LikelyIntent[];
  review: Review | null;
};

export type Statistics = {
  from: string;
  to: string;
  conversations: number;
  messages: number;
  answered_share: number | null;
  handed_over: number;
  unanswered: number;
  downvotes: number;
  upvotes: number;
  median_latency_ms: number | null;
  days: { day: string; conversations: number; messages: number }[];
  topics: { topic: string; label: string; count: number }[];
  outcomes: { outcome: Outcome; count: number }[];
  verdicts: { pack: string; programme: string; label: string; status: string; count: number }[];
  channels: { channel: string; count: number }[];
};

export type AuditRow = {
  id: number;
  at: string;
  staff: string | null;
  action: string;
  target: string;
  detail: string;
};
export type Account = {
  id: number;
  name: string;
  role: Role;
  active: boolean;
  locked: boolean;
  last_login: string | null;
};
