import { Button } from "antd";
import { SessionDialog } from "./SessionDialog";
import { useWords } from "./texts";

/** The list of keys. */
export function Shortcuts({ onClose }: { onClose: () => void }) {
  const words = useWords().shortcuts;
  return (
    <SessionDialog label={words.title} onClose={onClose} className="dialog-small" data-testid="shortcuts">
      <h2>{words.title}</h2>
      <dl className="shortcuts">
        {words.list.map(([keys, does]) => (
          <div key={keys}>
            <dt>
              {keys.split(" ").map((key, place) => (
                <kbd key={place}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <div className="dialog-buttons">
        <Button type="primary" autoFocus onClick={onClose}>
          {words.close}
        </Button>
      </div>
    </SessionDialog>
  );
}
