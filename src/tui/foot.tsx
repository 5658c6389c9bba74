import { Box } from 'ink';
import type { ReactNode } from 'react';
import { keymap, type Binding } from './keys';
import { areasFor } from './layout';
import type { State } from './state';
import type { Look, Theme } from './theme';
import { Line, useTheme, Words } from './words';

const gap = 2;

/** The bindings that fit, in the table's order; the last two, help and quit, always do. */
export function fitting(bindings: readonly Binding[], width: number, theme: Theme): Binding[] {
  const labelled = bindings.filter(({ label }) => label !== undefined);
  const widthOf = ({ keys: [key = ''], label = '' }: Binding) =>
    Array.from(theme.key(key)).length + 1 + label.length + gap;
  const last = labelled.slice(-2);
  let room = width + gap - last.reduce((sum, binding) => sum + widthOf(binding), 0);
  const first = labelled.slice(0, -2).filter((binding) => {
    room -= widthOf(binding);
    return room >= 0;
  });
  return [...first, ...last];
}

function Labels({ state }: { readonly state: State }): ReactNode {
  const theme = useTheme();
  const { name } = state.mode;
  // Where there are no profiles there is nothing to do with them.
  const bindings = name === 'list' && state.views.length === 0 ? keymap.list.slice(-5) : keymap[name];
  const { width } = areasFor(state.size);
  return (
    <Line width={width}>
      {fitting(bindings, width, theme).map(({ keys: [key = ''], label = '' }) => (
        <Box key={key} marginRight={gap} flexShrink={0}>
          <Words text={theme.key(key)} look="key" />
          <Words text={` ${label}`} look="faint" />
        </Box>
      ))}
    </Line>
  );
}

interface Spoken {
  readonly text: string;
  readonly look: Look;
  /** What is being typed, where something is. */
  readonly typed?: string;
}

function spoken({ mode, filter, message }: State, theme: Theme): Spoken | undefined {
  if (mode.name === 'filter') return { text: '/', look: 'key', typed: filter };
  if (mode.name === 'ask') {
    const typed = theme.character('masked').repeat(Array.from(mode.typed).length);
    return { text: `${mode.question.trimEnd().replace(/:$/, '')}: `, look: 'title', typed };
  }
  if (mode.name === 'confirm') return { text: `Forget what is kept for ${mode.profile}?`, look: 'title' };
  return message === undefined ? undefined : { text: message.text, look: message.tone === 'bad' ? 'title' : 'plain' };
}

function Spoken({ state }: { readonly state: State }): ReactNode {
  const theme = useTheme();
  const words = spoken(state, theme);
  const { mode, message } = state;
  const sign = message?.tone === 'bad' && mode.name !== 'ask' ? theme.sign('failed') : undefined;
  return (
    <Line width={areasFor(state.size).width}>
      {sign !== undefined && words !== undefined && (
        <Box flexShrink={0}>
          <Words text={`${sign.text} `} look="bad" />
        </Box>
      )}
      {words !== undefined && <Words text={words.text} look={words.look} />}
      {words?.typed !== undefined && (
        <Box flexShrink={0}>
          <Words text={words.typed} />
          <Words text=" " look="typed" />
        </Box>
      )}
    </Line>
  );
}

/** A line for what is said or typed, and one for the keys. */
export function Foot({ state }: { readonly state: State }): ReactNode {
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Spoken state={state} />
      <Labels state={state} />
    </Box>
  );
}
