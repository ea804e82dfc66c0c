// One box in the panel: what it is, who it is, which side it shows, and how sure that is.
import { ActionIcon, Button, Select, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { Detection } from '../../../shared/domain/media.ts';
import { Category, DeerClass, Flank, Species } from '../../../shared/domain/words.ts';
import { boxWords } from '../../ui/boxes.ts';
import { ProposalBadge } from '../../ui/ProposalBadge.tsx';
import { categoryName, className, flankName, percent, speciesName } from '../../ui/words.ts';
import classes from './Panel.module.css';
import type { Boxes } from './useBoxes.ts';

interface Props {
  detection: Detection;
  chosen: boolean;
  boxes: Boxes;
  onSelect(): void;
}

const sourceWords = (source: string) =>
  source === 'person' ? 'drawn by hand' : source === 'motion' ? 'found by motion' : `found by ${source}`;

export function BoxCard({ detection, chosen, boxes, onSelect }: Props) {
  const { id, category, species, identification, individualId } = detection;
  const animal = category === 'animal';
  const named = individualId !== null && identification !== null && identification !== 'rejected';
  return (
    <li className={classes.card} data-chosen={chosen || undefined}>
      <div className={classes.cardHead}>
        <button type="button" className={classes.cardName} aria-expanded={chosen} onClick={onSelect}>
          {named ? null : boxWords(detection)}
          {identification !== null && (
            <ProposalBadge state={identification} name={detection.individualName} score={detection.score} />
          )}
        </button>
        <Tooltip label="Delete the box (Del)">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Delete box ${boxWords(detection)}`}
            onClick={() => boxes.remove(id)}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
      <div className={classes.cardFacts}>
        {[
          animal && species !== null && (named || species === 'other') ? speciesName[species] : null,
          detection.class === null ? null : (className[detection.class] ?? detection.class),
          detection.flank === 'unknown' || !animal ? null : flankName[detection.flank].toLowerCase(),
          detection.source === 'person' ? null : percent(detection.confidence),
        ]
          .filter((fact) => fact !== null)
          .join(' · ')}
      </div>
      {chosen && (
        <div className={classes.cardFields}>
          <Select
            size="xs"
            label="What"
            allowDeselect={false}
            data={Category.options.map((value, at) => ({ value, label: `${categoryName[value]} (${at + 1})` }))}
            value={category}
            onChange={(value) => value !== null && boxes.change(id, { category: value as Category })}
          />
          {animal && (
            <>
              <Select
                size="xs"
                label="Species"
                placeholder="Not said"
                clearable
                data={Species.options.map((value) => ({ value, label: speciesName[value] }))}
                value={species}
                onChange={(value) => boxes.change(id, { species: value as Species | null })}
              />
              {species === 'deer' && (
                <Select
                  size="xs"
                  label="Class"
                  placeholder="Not said"
                  clearable
                  data={DeerClass.options.map((value) => ({ value, label: className[value] ?? value }))}
                  value={detection.class}
                  onChange={(value) => boxes.change(id, { class: value })}
                />
              )}
              <Select
                size="xs"
                label="Side shown"
                allowDeselect={false}
                data={Flank.options.map((value) => ({ value, label: flankName[value] }))}
                value={detection.flank}
                onChange={(value) => value !== null && boxes.change(id, { flank: value as Flank })}
              />
            </>
          )}
          <span className={classes.cardSource}>{sourceWords(detection.source)}</span>
        </div>
      )}
      {animal && chosen && (
        <div className={classes.cardActions}>
          {individualId !== null && (
            <Button component={Link} href={`/individuals/${individualId}`} size="xs" variant="default">
              Profile
            </Button>
          )}
          <Button component={Link} href={`/review?detection=${id}`} size="xs" variant="light">
            Who is it?
          </Button>
        </div>
      )}
    </li>
  );
}
