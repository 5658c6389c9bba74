import { Box } from 'ink';
import { memo, useMemo, type ReactNode } from 'react';
import type { View } from '../core/view';
import { areasFor, columnsFor, fixed, type Columns } from './layout';
import { roleName, type SortName } from './rows';
import type { State } from './state';
import { filledCells } from './times';
import type { Look } from './theme';
import { Cell, Countdown, Line, useTheme, Words } from './words';

const { pointer, sign, word, left } = fixed;

interface TitlesProps {
  readonly columns: Columns;
  readonly sort: SortName;
}

function Titles({ columns: { gap, profile, source, account, role, bar }, sort }: TitlesProps): ReactNode {
  const look = (own: SortName): Look => (own === sort ? 'title' : 'faint');
  return (
    <Line>
      <Cell width={pointer} text="" />
      <Cell width={profile} gap={gap} text="PROFILE" look={look('name')} />
      <Cell width={source} gap={gap} text="SOURCE" look="faint" />
      <Cell width={account} gap={gap} text="ACCOUNT" look="faint" />
      <Cell width={role} gap={gap} text="ROLE" look="faint" />
      <Cell width={sign + word} gap={gap} text="STATE" look={look('state')} />
      <Cell
        width={bar + (bar > 0 ? gap : 0) + left}
        text={bar > 0 ? 'TIME LEFT' : 'LEFT'}
        look={look('expiry')}
        right
      />
    </Line>
  );
}

interface BarProps {
  readonly state: View['state'];
  /** Undefined where there is nothing to run out. */
  readonly filled: number | undefined;
  readonly width: number;
}

/** How much of the time they were good for is left. */
function Bar({ state, filled, width }: BarProps): ReactNode {
  const theme = useTheme();
  if (filled === undefined) return null;
  return (
    <>
      <Words text={theme.character('left').repeat(filled)} style={theme.sign(state).style} />
      <Words text={theme.character('gone').repeat(width - filled)} look="faint" />
    </>
  );
}

interface RowProps {
  readonly view: View;
  readonly chosen: boolean;
  readonly busy: string | undefined;
  readonly columns: Columns;
  readonly filled: number | undefined;
}

/** Drawn anew only when one of its properties is another: the time itself is none. */
const Row = memo(function Row({ view, chosen, busy, columns, filled }: RowProps): ReactNode {
  const theme = useTheme();
  const { gap, bar } = columns;
  const standing = busy === undefined ? view.state : 'busy';
  const look = chosen ? 'title' : 'plain';
  return (
    <Line>
      <Cell width={pointer} text={chosen ? theme.character('pointer') : ''} look="pointer" />
      <Cell width={columns.profile} gap={gap} text={view.profile} look={look} cut="middle" />
      <Cell width={columns.source} gap={gap} text={view.source} look={look} />
      <Cell width={columns.account} gap={gap} text={view.account ?? ''} look={look} />
      <Cell width={columns.role} gap={gap} text={roleName(view.role)} look={look} />
      <Cell width={sign} text={theme.sign(standing).text} style={theme.sign(standing).style} />
      <Cell width={word} gap={gap} text={busy ?? view.state} look={chosen ? 'title' : wordLook(view)} />
      {bar > 0 && (
        <Box width={bar} marginRight={gap} flexShrink={0}>
          <Bar state={view.state} filled={filled} width={bar} />
        </Box>
      )}
      <Left view={view} look={look} />
    </Line>
  );
});

/** What is left of the time, or what stands in its place. */
function Left({ view: { expiresAt, state }, look }: { readonly view: View; readonly look: Look }): ReactNode {
  if (expiresAt !== undefined) return <Countdown at={expiresAt} look={look} />;
  return <Cell width={left} text={state === 'fresh' ? 'no end' : ''} look={look} right />;
}

function filledOf({ obtainedAt, expiresAt }: View, now: number, width: number): number | undefined {
  if (obtainedAt === undefined || expiresAt === undefined) return undefined;
  return filledCells((expiresAt - now) / (expiresAt - obtainedAt), width);
}

function wordLook({ state }: View): Look {
  if (state === 'never asked') return 'faint';
  return state === 'needs you' || state === 'failed' ? 'title' : 'plain';
}

/** Only the rows on the screen are made. */
export function List({ state }: { readonly state: State }): ReactNode {
  const { list } = areasFor(state.size);
  const { longest } = state;
  const columns = useMemo(() => columnsFor(list.width, longest), [list.width, longest]);
  const visible = state.shown.slice(state.top, state.top + list.rows);
  return (
    <Box flexDirection="column" width={list.width} height={list.rows + 1} flexShrink={0}>
      <Titles columns={columns} sort={state.sort} />
      {visible.map((view) => (
        <Row
          key={view.profile}
          view={view}
          chosen={view.profile === state.chosen}
          busy={state.busy.get(view.profile)}
          columns={columns}
          filled={filledOf(view, state.now, columns.bar)}
        />
      ))}
      {visible.length === 0 && <Words text="  no profile fits the filter; Esc shows all" look="faint" />}
    </Box>
  );
}
