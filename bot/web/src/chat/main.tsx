import "../styles/tokens.css";
import "../styles/chatui.less";
import "./chat.css";
import "./message.css";
import "./facts.css";
import "./print.css";
import { createRoot } from "react-dom/client";
import { ChatPage } from "./ChatPage";

createRoot(document.getElementById("root")!).render(<ChatPage />);
