export { AnswerCard } from "./AnswerCard";
export { StatusPill } from "./StatusPill";
