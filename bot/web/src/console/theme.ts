import { theme, type ThemeConfig } from "antd";
import type { Scheme } from "./preferences";

// The colours of styles/tokens.css. antd works tints out of them and so cannot take the variables.
const COLOURS = {
  light: {
    colorPrimary: "#1b4a8f",
    colorLink: "#1b4a8f",
    colorBgContainer: "#ffffff",
    colorBgElevated: "#ffffff",
    colorText: "#17212f",
    colorTextSecondary: "#4b586a",
    colorTextTertiary: "#4b586a",
    colorTextPlaceholder: "#5f6c7e",
    colorBorder: "#8693a5",
    colorBorderSecondary: "#d7dfe9",
    colorError: "#a5231b",
    colorErrorBg: "#fceaea",
  },
  dark: {
    colorPrimary: "#8fbaf7",
    colorLink: "#8fbaf7",
    colorBgContainer: "#18222f",
    colorBgElevated: "#1e2a39",
    colorText: "#e9eef5",
    colorTextSecondary: "#b0bccb",
    colorTextTertiary: "#b0bccb",
    colorTextPlaceholder: "#93a1b3",
    colorBorder: "#7d8ca0",
    colorBorderSecondary: "#2f3c4d",
    colorError: "#ff9d94",
    colorErrorBg: "#452223",
    colorTextLightSolid: "#0d1b2d",
  },
};

/** antd in the colours of the pages, a little denser than usual. */
export const themeOf = (scheme: Scheme): ThemeConfig => ({
  algorithm: scheme === "dark" ? theme.darkAlgorithm : theme.defaultAlgorithm,
  token: { ...COLOURS[scheme], fontFamily: "var(--font)", borderRadius: 6, motion: false },
});
