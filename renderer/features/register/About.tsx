// What a person knows of an individual: sex, class, whether it lives, tags, notes. Everything is kept as soon as it is said.
import { SegmentedControl, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Individual } from '../../../shared/domain/individual.ts';
import { DeerClass, LifeStatus, Sex } from '../../../shared/domain/words.ts';
import { useAct } from '../../queries.ts';
import { className, lifeName } from '../../ui/words.ts';
import classes from './About.module.css';

const sexes = Sex.options.map((value) => ({
  value,
  label: { female: 'Female', male: 'Male', unknown: 'Unknown' }[value],
}));
const lives = LifeStatus.options.map((value) => ({ value, label: lifeName[value] }));
const deerClasses = DeerClass.options.map((value) => ({ value, label: className[value] ?? value }));

export function About({ individual }: { individual: Individual }) {
  const { id } = individual;
  const update = useAct('individuals.update');
  const said = update.isPending ? update.variables : undefined;
  return (
    <div className={classes.about}>
      <div className={classes.field}>
        <span className={classes.label} id="sex">
          Sex
        </span>
        <SegmentedControl
          aria-labelledby="sex"
          size="xs"
          data={sexes}
          value={said?.sex ?? individual.sex}
          onChange={(sex) => update.mutate({ id, sex: sex as Sex })}
        />
      </div>
      <div className={classes.row}>
        {individual.species === 'deer' ? (
          <Select
            size="xs"
            label="Class"
            placeholder="Not given"
            allowDeselect={false}
            data={deerClasses}
            value={said?.class === undefined ? individual.class : said.class}
            onChange={(kind) => kind !== null && update.mutate({ id, class: kind })}
          />
        ) : (
          <Kept
            label="Class"
            placeholder="Mare, stallion, foal…"
            value={individual.class ?? ''}
            keep={(kind) => update.mutate({ id, class: kind === '' ? null : kind })}
          />
        )}
        <Select
          size="xs"
          label="Status"
          allowDeselect={false}
          data={lives}
          value={said?.status ?? individual.status}
          onChange={(status) => status !== null && update.mutate({ id, status: status as LifeStatus })}
        />
      </div>
      <TagsInput
        size="xs"
        label="Tags"
        placeholder={individual.tags.length === 0 ? 'Type and press Enter' : undefined}
        maxTags={50}
        value={said?.tags ?? individual.tags}
        onChange={(tags) => update.mutate({ id, tags: tags.map((tag) => tag.slice(0, 40)) })}
      />
      <Notes key={id} individual={individual} />
    </div>
  );
}

/** A line of text that is kept when the cursor leaves it. */
function Kept({
  label,
  placeholder,
  value,
  keep,
}: {
  label: string;
  placeholder: string;
  value: string;
  keep(text: string): void;
}) {
  const [draft, setDraft] = useState(value);
  useEffect(() => setDraft(value), [value]);
  return (
    <TextInput
      size="xs"
      label={label}
      placeholder={placeholder}
      maxLength={40}
      value={draft}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={() => draft.trim() !== value && keep(draft.trim())}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  );
}

function Notes({ individual }: { individual: Individual }) {
  const [draft, setDraft] = useState(individual.notes);
  const save = useAct('individuals.update');
  const changed = draft.trim() !== individual.notes.trim();
  return (
    <Textarea
      size="xs"
      classNames={{ input: classes.text }}
      autosize
      minRows={3}
      maxRows={14}
      maxLength={20_000}
      placeholder="Scars, habits, with whom it goes…"
      label={
        <span className={classes.notes}>
          Notes
          <span className={classes.saved} role="status">
            {save.isPending ? (
              'saving…'
            ) : changed ? (
              save.isError ? (
                'not saved'
              ) : (
                ''
              )
            ) : save.isSuccess ? (
              <>
                <IconCheck size={13} stroke={2.4} aria-hidden /> saved
              </>
            ) : null}
          </span>
        </span>
      }
      value={draft}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={() => changed && save.mutate({ id: individual.id, notes: draft })}
    />
  );
}
