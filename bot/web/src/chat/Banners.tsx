import type { ChatState } from "../api/types";
import { useTexts } from "../texts";

type Props = { state: ChatState; handedBack: boolean; offline: boolean; onRetry: () => void };

/** Who is answering when it is not the bot, and that the network is gone. */
export function Banners({ state, handedBack, offline, onRetry }: Props) {
  const texts = useTexts();
  return (
    <>
      {state !== "bot" && (
        <p className={`banner banner-${state}`} data-testid="state">
          {texts.state[state]}
        </p>
      )}
      {handedBack && (
        <p className="banner banner-bot" data-testid="handed-back">
          {texts.handedBack}
        </p>
      )}
      {offline && (
        <p className="banner banner-offline" data-testid="offline">
          {texts.offline}
          <button type="button" className="text-button" onClick={onRetry}>
            {texts.reconnect}
          </button>
        </p>
      )}
    </>
  );
}
