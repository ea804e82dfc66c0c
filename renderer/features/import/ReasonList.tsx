// Files with a word on each: filterable, and copied as a table for a letter or a bug report. Thousands stay light.
import { Button, CopyButton, TextInput } from '@mantine/core';
import { IconChevronRight, IconSearch } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import { number } from '../../ui/words.ts';
import classes from './ReasonList.module.css';
import { type Reason, reasonsAsCsv } from './reasons.ts';

export function ReasonList({
  title,
  entries,
  open = false,
}: {
  title: string;
  entries: readonly Reason[];
  open?: boolean;
}) {
  const [shown, setShown] = useState(open);
  return (
    <section className={classes.list}>
      <button type="button" className={classes.head} aria-expanded={shown} onClick={() => setShown(!shown)}>
        <IconChevronRight size={16} className={classes.chevron} aria-hidden />
        {title}
        <span className={classes.count}>{number(entries.length)}</span>
      </button>
      {shown && <Body entries={entries} />}
    </section>
  );
}

function Body({ entries }: { entries: readonly Reason[] }) {
  const [wanted, setWanted] = useState('');
  const frame = useRef<HTMLDivElement>(null);
  const needle = wanted.trim().toLowerCase();
  const found =
    needle === '' ? entries : entries.filter((one) => `${one.path} ${one.note}`.toLowerCase().includes(needle));
  const rows = useVirtualizer({
    count: found.length,
    getScrollElement: () => frame.current,
    estimateSize: () => 44,
    overscan: 12,
  });
  return (
    <div className={classes.body}>
      <div className={classes.tools}>
        <TextInput
          size="xs"
          flex={1}
          aria-label="Filter by path or reason"
          placeholder="Filter by path or reason"
          leftSection={<IconSearch size={14} />}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        <CopyButton value={reasonsAsCsv(found)}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy as CSV'}
            </Button>
          )}
        </CopyButton>
      </div>
      <div ref={frame} className={classes.frame} style={{ height: Math.min(264, Math.max(44, found.length * 44)) }}>
        <ul className={classes.rows} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((item) => {
            const one = found[item.index];
            if (one === undefined) return null;
            return (
              <li key={item.key} className={classes.row} style={{ transform: `translateY(${item.start}px)` }}>
                <span className={classes.path} title={one.path}>
                  {one.path}
                </span>
                <span className={classes.note} title={one.note}>
                  {one.note}
                </span>
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}
