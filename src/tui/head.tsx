import { Box } from 'ink';
import type { ReactNode } from 'react';
import type { State as Standing } from '../core/view';
import { areasFor, cells } from './layout';
import type { State } from './state';
import { Line, useTheme, Words } from './words';

/** What a person has to know of at once. */
const alarming: readonly Standing[] = ['needs you', 'failed'];

interface Alarm {
  readonly standing: Standing;
  readonly text: string;
}

function alarmsOf({ shown }: State): Alarm[] {
  return alarming.flatMap((standing) => {
    const count = shown.filter((view) => view.state === standing).length;
    const word = standing === 'needs you' && count !== 1 ? 'need you' : standing;
    return count === 0 ? [] : [{ standing, text: `${count} ${word}` }];
  });
}

function countOf({ loading, views, shown, filter }: State): string {
  if (loading) return 'reading';
  const all = views.length === 1 ? '1 profile' : `${views.length} profiles`;
  return filter === '' ? all : `${shown.length} of ${all}`;
}

/** Where one is, for what, in which order: as much of it as there is room for, the first things first. */
function placeOf(state: State, room: number): string {
  const { shown, chosen, filter, sort, store } = state;
  const place = shown.findIndex(({ profile }) => profile === chosen) + 1;
  const isLong = shown.length > areasFor(state.size).list.rows;
  const all = [filter === '' ? '' : `/${filter}`, isLong ? `${place}/${shown.length}` : '', `by ${sort}`, store];
  const told = all.filter((text) => text !== '');
  while (told.length > 0 && cells(told.join('   ')) > room) told.pop();
  return told.join('   ');
}

export function Head({ state }: { readonly state: State }): ReactNode {
  const theme = useTheme();
  const { width } = areasFor(state.size);
  const narrow = width < 60;
  const gap = narrow ? '  ' : '   ';
  const alarms = alarmsOf(state);
  const first = narrow ? countOf(state) : `${gap}${countOf(state)}`;
  const taken = alarms.reduce((sum, { text }) => sum + gap.length + 2 + text.length, first.length + (narrow ? 0 : 10));
  return (
    <Line width={width}>
      {!narrow && (
        <Box flexShrink={0}>
          <Words text="brs status" look="title" />
        </Box>
      )}
      <Words text={first} />
      {alarms.map(({ standing, text }) => (
        <Box key={standing} flexShrink={0}>
          <Words text={`${gap}${theme.sign(standing).text} `} style={theme.sign(standing).style} />
          <Words text={text} />
        </Box>
      ))}
      <Box flexGrow={1} flexShrink={0} justifyContent="flex-end">
        <Words text={placeOf(state, width - taken - 2)} look="faint" />
      </Box>
    </Line>
  );
}
