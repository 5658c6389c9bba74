// The only file that writes text to the screen: what comes from elsewhere can't steer the terminal.
import { Box, Text } from 'ink';
import { createContext, useContext, type ReactNode } from 'react';
import { printable } from '../core/printable';
import { countdownWidth, markOf, unmarked } from './ticking';
import { makeTheme, type Look, type Style, type Theme } from './theme';

const ThemeContext = createContext<Theme>(makeTheme({ color: false }));
export const ThemeProvider = ThemeContext.Provider;

export function useTheme(): Theme {
  return useContext(ThemeContext);
}

export interface WordsProps {
  readonly text: string;
  readonly look?: Look;
  /** Instead of a look. */
  readonly style?: Style;
  /** What becomes of a text that is too long. */
  readonly cut?: 'end' | 'middle' | 'wrap';
}

export function Words({ text, look = 'plain', style, cut = 'end' }: WordsProps): ReactNode {
  const theme = useTheme();
  const wrap = cut === 'wrap' ? 'wrap' : (`truncate-${cut}` as const);
  return (
    <Text {...(style ?? theme.style(look))} wrap={wrap}>
      {unmarked(printable(text))}
    </Text>
  );
}

export interface CellProps extends WordsProps {
  readonly width: number;
  readonly gap?: number;
  readonly right?: boolean;
}

/** Words in a column: never wider than that, whatever stands in it. */
export function Cell({ width, gap = 0, right = false, ...words }: CellProps): ReactNode {
  if (width <= 0) return null;
  return (
    <Box width={width} marginRight={gap} flexShrink={0} justifyContent={right ? 'flex-end' : 'flex-start'}>
      <Words {...words} />
    </Box>
  );
}

/** The time left until then, second by second. */
export function Countdown({ at, look = 'plain' }: { readonly at: number; readonly look?: Look }): ReactNode {
  const theme = useTheme();
  return (
    <Box width={countdownWidth} flexShrink={0}>
      <Text {...theme.style(look)}>{markOf(at)}</Text>
    </Box>
  );
}

/** One line of several pieces. It clips nothing: of Ink's clips only the innermost counts, and that is the page's. */
export function Line({ children, width }: { readonly children: ReactNode; readonly width?: number }): ReactNode {
  return (
    <Box height={1} flexShrink={0} {...(width === undefined ? {} : { width })}>
      {children}
    </Box>
  );
}
