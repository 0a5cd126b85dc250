import "./conversations.css";
import { useRoute } from "../route";
import { useWords } from "../texts";
import { ConversationList } from "./ConversationList";
import { Replay } from "./Replay";

/** All conversations, and one of them at length. */
export default function Conversations() {
  const words = useWords().conversations;
  const { id } = useRoute();
  return (
    <div className="conversations" data-open={id !== null || undefined}>
      <h1 className="visually-hidden">{words.title}</h1>
      <ConversationList current={id} />
      {id === null ? <p className="conversation-none card muted">{words.pick}</p> : <Replay key={id} id={id} />}
    </div>
  );
}
