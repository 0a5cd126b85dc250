import "./dialog.css";
import { useEffect, useLayoutEffect, useRef, type ReactNode } from "react";

type Props = {
  label: string;
  onClose: () => void;
  children: ReactNode;
  modal?: boolean;
  className?: string;
  "data-testid"?: string;
};

/** The browser's own dialog: it keeps the focus inside, closes with Esc and hands the focus back. */
export function Dialog({ label, onClose, children, modal = true, className = "", ...rest }: Props) {
  const box = useRef<HTMLDialogElement>(null);

  useLayoutEffect(() => {
    const dialog = box.current;
    const before = document.activeElement;
    if (modal) dialog?.showModal();
    else dialog?.show();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [modal]);

  // Esc closes only modal dialogs by itself.
  useEffect(() => {
    if (modal) return;
    const close = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !document.querySelector("dialog:modal")) onClose();
    };
    document.addEventListener("keydown", close);
    return () => document.removeEventListener("keydown", close);
  }, [modal, onClose]);

  return (
    <dialog
      ref={box}
      className={`dialog ${className}`}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (modal && event.target === box.current) onClose();
      }}
      {...rest}
    >
      {children}
    </dialog>
  );
}
