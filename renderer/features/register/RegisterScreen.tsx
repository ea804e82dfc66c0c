// The register of one species: who is known, best pictures first.
import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconArrowMerge, IconDeer, IconHorse, IconLayoutGrid, IconList, IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { RegisterSpecies } from '../../../shared/domain/words.ts';
import { useCall } from '../../queries.ts';
import { useKeys } from '../../stores/keys.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Failure, Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { counted, number } from '../../ui/words.ts';
import { IndividualCard } from './IndividualCard.tsx';
import { IndividualTable } from './IndividualTable.tsx';
import { MergeDialog } from './MergeDialog.tsx';
import classes from './RegisterScreen.module.css';
import { inOrder, type Layout, matching, type Order, useRegisterView } from './view.ts';

const words = {
  deer: { title: 'Deer', one: 'deer', many: 'deer', icon: IconDeer },
  horse: { title: 'Horses', one: 'horse', many: 'horses', icon: IconHorse },
};

export function RegisterScreen({ species }: { species: RegisterSpecies }) {
  const { title, one, many, icon: Icon } = words[species];
  const [, go] = useLocation();
  const { order, layout, set } = useRegisterView();
  const register = useCall('individuals.list', { species });
  const [text, setText] = useState('');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [merging, setMerging] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const wanted = useDeferredValue(text);
  const all = register.data ?? [];
  const shown = inOrder(matching(all, wanted), order);
  const chosen = all.filter(({ id }) => selected.has(id));
  const toggle = (id: string) =>
    setSelected((now) => (now.has(id) ? now.difference(new Set([id])) : new Set(now).add(id)));
  const pair = chosen.length === 2;

  /** Moves the focus among cards by place on screen: one along, or one row down or up. */
  const walk = (rows: number, along: number) => {
    const links = [...(body.current?.querySelectorAll<HTMLElement>('[data-card]') ?? [])];
    const at = links.indexOf(document.activeElement as HTMLElement);
    const top = links[0]?.getBoundingClientRect().top;
    const perRow = Math.max(
      1,
      layout === 'table' ? 1 : links.filter((link) => link.getBoundingClientRect().top === top).length,
    );
    const next = at < 0 ? 0 : at + along + rows * perRow;
    links[Math.min(links.length - 1, Math.max(0, next))]?.focus();
  };
  const focused = () => (document.activeElement as HTMLElement | null)?.dataset.card;
  useKeys(title, [
    { keys: 'ArrowRight', does: 'Next individual', run: () => walk(0, 1) },
    { keys: 'ArrowLeft', does: 'Previous individual', run: () => walk(0, -1) },
    { keys: 'ArrowDown', does: 'One row down', run: () => walk(1, 0) },
    { keys: 'ArrowUp', does: 'One row up', run: () => walk(-1, 0) },
    { keys: 'x', does: 'Select it, or not', run: () => toggleFocused() },
    { keys: 'm', does: 'Merge the two selected ones', run: () => pair && setMerging(true) },
    { keys: '/', does: 'Search', run: () => search.current?.focus() },
    { keys: 'v', does: 'Cards or table', run: () => set({ layout: layout === 'cards' ? 'table' : 'cards' }) },
  ]);
  const toggleFocused = () => {
    const id = focused();
    if (id !== undefined) toggle(id);
  };

  const notNamed = all.filter(({ provisional }) => provisional).length;
  return (
    <Page
      title={title}
      about={
        all.length > 0 &&
        `${counted(all.length, one, many)}${notNamed === 0 ? '' : notNamed === all.length ? ', none of them named yet' : `, ${number(notNamed)} of them not yet named`}`
      }
      actions={
        all.length > 0 && (
          <>
            <TextInput
              ref={search}
              w={220}
              aria-label={`Search ${many}`}
              placeholder="Name, place, tag"
              leftSection={<IconSearch size={16} />}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              onKeyDown={(event) => event.key === 'Escape' && setText('')}
            />
            <Select
              w={150}
              aria-label="Order"
              allowDeselect={false}
              data={orders}
              value={order}
              onChange={(value) => set({ order: value as Order })}
            />
            <SegmentedControl
              aria-label="Show as"
              value={layout}
              onChange={(value) => set({ layout: value as Layout })}
              data={layouts}
            />
          </>
        )
      }
    >
      {register.isError ? (
        <Failure error={register.error} again={() => void register.refetch()} />
      ) : register.data === undefined ? (
        <Loading />
      ) : all.length === 0 ? (
        <EmptyState
          icon={<Icon size={30} stroke={1.4} />}
          title={`No ${many} in the register yet`}
          action={
            <>
              <Button component={Link} href="/import">
                Import a card
              </Button>
              <Button component={Link} href="/gallery" variant="default">
                Look at the photographs
              </Button>
            </>
          }
        >
          Individuals come from photographs. Import a card; Herdbook finds the animals, tells which of them look like
          the same {one}, and puts each one here as a proposal. You name and confirm them in Review, or start one
          yourself from any photograph.
        </EmptyState>
      ) : (
        <div ref={body}>
          {shown.length === 0 ? (
            <EmptyState
              title={`No ${one} is called, tagged or seen at “${wanted}”`}
              action={
                <Button variant="default" onClick={() => setText('')}>
                  Show all
                </Button>
              }
            />
          ) : layout === 'table' ? (
            <IndividualTable individuals={shown} selected={selected} toggle={toggle} />
          ) : (
            <div className={classes.cards}>
              {shown.map((individual) => (
                <IndividualCard
                  key={individual.id}
                  individual={individual}
                  selected={selected.has(individual.id)}
                  selecting={selected.size > 0}
                  toggle={() => toggle(individual.id)}
                />
              ))}
            </div>
          )}
        </div>
      )}
      {chosen.length > 0 && (
        <div className={classes.bar} role="toolbar" aria-label="Selected individuals">
          <span>{counted(chosen.length, one, many)} selected</span>
          <Button
            size="sm"
            leftSection={<IconArrowMerge size={16} />}
            disabled={!pair}
            title={pair ? undefined : 'Select two that are the same animal'}
            onClick={() => setMerging(true)}
          >
            Merge…
          </Button>
          {!pair && (
            <span className={classes.hint}>
              {chosen.length === 1 ? 'Select a second one to merge them' : 'Merging takes two at a time'}
            </span>
          )}
          <Button size="sm" variant="subtle" color="gray" onClick={() => setSelected(new Set())}>
            Clear
          </Button>
        </div>
      )}
      {merging && chosen[0] !== undefined && chosen[1] !== undefined && (
        <MergeDialog
          first={chosen[0]}
          second={chosen[1]}
          close={() => setMerging(false)}
          merged={(kept) => {
            setSelected(new Set());
            setMerging(false);
            if (shown.length === 0) go(`/individuals/${kept}`);
          }}
        />
      )}
    </Page>
  );
}

const orders = [
  { value: 'lastSeen', label: 'Last seen first' },
  { value: 'name', label: 'By name' },
  { value: 'mostSeen', label: 'Most seen first' },
];
const layouts = [
  {
    value: 'cards',
    label: <IconLayoutGrid size={17} stroke={1.7} role="img" aria-label="Cards" style={{ display: 'block' }} />,
  },
  {
    value: 'table',
    label: <IconList size={17} stroke={1.7} role="img" aria-label="Table" style={{ display: 'block' }} />,
  },
];
