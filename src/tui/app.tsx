import { Box } from 'ink';
import type { ReactNode } from 'react';
import { Foot } from './foot';
import { Head } from './head';
import { areasFor } from './layout';
import { List } from './list';
import { pageOf } from './pages';
import { Pane } from './pane';
import type { State } from './state';
import type { Theme } from './theme';
import { ThemeProvider } from './words';

export interface AppProps {
  readonly state: State;
  readonly theme: Theme;
  readonly configPath: string;
}

/** A frame: the state as it looks. */
export function App({ state, theme, configPath }: AppProps): ReactNode {
  const { width, height, body, roomy, beside, pane } = areasFor(state.size);
  const page = pageOf(state, configPath);
  return (
    <ThemeProvider value={theme}>
      <Box flexDirection="column" width={width} height={height} overflow="hidden">
        <Head state={state} />
        {roomy && <Box height={1} flexShrink={0} />}
        <Box
          flexDirection={page === undefined && beside ? 'row' : 'column'}
          height={body}
          flexShrink={0}
          overflow="hidden"
        >
          {page ?? (
            <>
              <List state={state} />
              {pane.height > 0 && <Box flexShrink={0} {...(beside ? { width: pane.gap } : { height: pane.gap })} />}
              {pane.height > 0 && <Pane state={state} width={pane.width} height={pane.height} />}
            </>
          )}
        </Box>
        <Foot state={state} />
      </Box>
    </ThemeProvider>
  );
}
