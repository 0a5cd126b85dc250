import type { ComponentProps } from "react";
import { Dialog } from "../dialog/Dialog";
import { useSession } from "./session";

/** A dialog that gives way to the log-in: a modal one out of sight would still keep everything else from being used. */
export function SessionDialog(props: ComponentProps<typeof Dialog>) {
  const { isOpen } = useSession();
  return isOpen ? <Dialog {...props} /> : null;
}
