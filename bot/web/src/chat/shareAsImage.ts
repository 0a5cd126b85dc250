import { toBlob } from "html-to-image";

const FILE = "wence.png";
const NOT_SHARED = ".question, .choices, .notice, .read-back";

/** Hands the answer in `card` to the system as a picture, or saves it where pictures cannot be shared. */
export async function shareAsImage(card: HTMLElement): Promise<void> {
  const picture = await drawn(card);
  const file = new File([picture], FILE, { type: picture.type });
  if (navigator.canShare?.({ files: [file] })) {
    await navigator.share({ files: [file] }).catch((error: unknown) => {
      if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
    });
    return;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(picture);
  link.download = FILE;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** A copy is drawn: without the next question, and with the whole notice that the document has expired. */
async function drawn(card: HTMLElement): Promise<Blob> {
  const copy = card.cloneNode(true) as HTMLElement;
  copy.querySelectorAll(NOT_SHARED).forEach((part) => part.remove());
  copy.querySelectorAll(".validity").forEach((part) => part.setAttribute("open", ""));
  const stage = document.createElement("div");
  stage.className = "stage";
  stage.setAttribute("aria-hidden", "true");
  stage.style.width = `${card.offsetWidth}px`;
  stage.append(copy);
  document.body.append(stage);
  try {
    const backgroundColor = getComputedStyle(card).backgroundColor;
    const picture = await toBlob(copy, { backgroundColor, pixelRatio: 2, skipFonts: true });
    if (!picture) throw new Error("no picture");
    return picture;
  } finally {
    stage.remove();
  }
}
