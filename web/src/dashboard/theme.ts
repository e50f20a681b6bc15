// The look of the dashboard: deep teal on paper, one typeface, soft corners.
import { createTheme, type MantineColorsTuple } from "@mantine/core";

const teal: MantineColorsTuple = [
  "#eef7f7",
  "#dbecec",
  "#b3d8d9",
  "#88c4c5",
  "#65b2b5",
  "#4ea8ab",
  "#2f8f94",
  "#167379",
  "#0d5c63",
  "#06464c",
];

/** A little warmer than Mantine's own greys, and dark enough for AA at the text steps. */
const dark: MantineColorsTuple = [
  "#e3e8ea",
  "#b9c2c7",
  "#a3aeb4",
  "#6d7a82",
  "#3a464e",
  "#2d383f",
  "#222c33",
  "#182026",
  "#12181d",
  "#0c1115",
];

export const theme = createTheme({
  primaryColor: "teal",
  primaryShade: { light: 8, dark: 7 },
  colors: { teal, dark },
  fontFamily: '"Inter Variable", system-ui, -apple-system, "Segoe UI", sans-serif',
  headings: {
    fontFamily: '"Inter Variable", system-ui, -apple-system, "Segoe UI", sans-serif',
    fontWeight: "650",
  },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
});
