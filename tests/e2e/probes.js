// What can be measured on a page as it stands. Evaluated in the page: gives back the probes by name.
() => {
  // What a person sees: neither hidden, nor there only for those who listen.
  const isSeen = (element) => {
    const { width, height } = element.getBoundingClientRect();
    const isShown = element.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true });
    return width > 1 && height > 1 && isShown && !element.closest(".visually-hidden");
  };
  const written = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const text = walker.currentNode.data.trim();
      const parent = walker.currentNode.parentElement;
      if (text && isSeen(parent)) found.push([text, parent]);
    }
    return found;
  };
  const inline = (element) => element.tagName === "A" && getComputedStyle(element).display === "inline";

  return {
    overflow: () => document.scrollingElement.scrollWidth - innerWidth,

    smallText: ([least, spacing]) =>
      written().flatMap(([text, element]) => {
        const style = getComputedStyle(element);
        const size = parseFloat(style.fontSize);
        const line = style.lineHeight === "normal" ? 1.2 * size : parseFloat(style.lineHeight);
        if (size >= least && line / size > spacing - 0.001) return [];
        return [`${text.slice(0, 20)}: ${size}px, ${(line / size).toFixed(2)}`];
      }),

    foreignText: () =>
      written().flatMap(([text, element]) => {
        const language = element.closest("[lang]").lang;
        return /[\u4e00-\u9fff]/.test(text) && !language.startsWith("zh") ? [text] : [];
      }),

    smallTargets: (least) =>
      [...document.querySelectorAll("button, a[href], input, select, textarea, summary")]
        .filter((element) => isSeen(element) && !inline(element))
        .flatMap((element) => {
          const { width, height } = element.getBoundingClientRect();
          if (Math.min(width, height) > least - 0.01) return [];
          const name = element.getAttribute("aria-label") ?? element.innerText;
          return [`${element.tagName} ${name.slice(0, 20)}: ${width.toFixed(1)} × ${height.toFixed(1)}`];
        }),

    liveRegions: () =>
      [...document.querySelectorAll("[aria-live], [role=log], [role=status], [role=alert], output")]
        .map((element) => {
          const manner = element.role === "alert" ? "assertive" : "polite";
          return element.getAttribute("aria-live") ?? manner;
        })
        .filter((manner) => manner !== "off"),

    focusRing: () => {
      const style = getComputedStyle(document.activeElement);
      return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    },

    brightness: () => {
      const colour = getComputedStyle(document.body).backgroundColor;
      const [red, green, blue] = colour.match(/[\d.]+/g).map(Number);
      return (red + green + blue) / 3 / 255;
    },
  };
}
