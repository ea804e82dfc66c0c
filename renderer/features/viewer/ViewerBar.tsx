// The line above the photograph: where it stands among the others, and the tools for looking at it.
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import {
  IconArrowLeft,
  IconLayoutSidebarRight,
  IconMarquee2,
  IconPencilPlus,
  IconZoomReset,
} from '@tabler/icons-react';
import type { Output } from '../../../shared/contract/contract.ts';
import type { Media } from '../../../shared/domain/media.ts';
import { number, when } from '../../ui/words.ts';
import classes from './ViewerScreen.module.css';

interface Props {
  media: Media;
  neighbours: Output<'media.neighbours'> | undefined;
  drawing: boolean;
  boxes: boolean;
  details: boolean;
  onBack(): void;
  onDraw(): void;
  onBoxes(): void;
  onWhole(): void;
  onDetails(): void;
}

export function ViewerBar(props: Props) {
  const { media, neighbours, drawing, boxes, details } = props;
  return (
    <header className={classes.bar}>
      <Button variant="subtle" color="gray" px="xs" leftSection={<IconArrowLeft size={18} />} onClick={props.onBack}>
        Back
      </Button>
      <h1 className={classes.name}>
        {media.name}
        <span className={classes.time}>{when(media.capturedAt)}</span>
      </h1>
      {neighbours !== undefined && neighbours.position >= 0 && (
        <span className={classes.position}>
          {number(neighbours.position + 1)} of {number(neighbours.total)}
        </span>
      )}
      <div className={classes.tools} role="toolbar" aria-label="Photograph">
        <Tool label="Draw a box (D)" on={drawing} onClick={props.onDraw}>
          <IconPencilPlus size={19} stroke={1.6} />
        </Tool>
        <Tool label="Boxes (V)" on={boxes} onClick={props.onBoxes}>
          <IconMarquee2 size={19} stroke={1.6} />
        </Tool>
        <Tool label="Whole photograph (0)" onClick={props.onWhole}>
          <IconZoomReset size={19} stroke={1.6} />
        </Tool>
        <Tool label="Details (I)" on={details} onClick={props.onDetails}>
          <IconLayoutSidebarRight size={19} stroke={1.6} />
        </Tool>
      </div>
    </header>
  );
}

function Tool(props: { label: string; on?: boolean; onClick(): void; children: React.ReactNode }) {
  return (
    <Tooltip label={props.label}>
      <ActionIcon
        size="lg"
        variant={props.on ? 'light' : 'subtle'}
        color={props.on ? 'forest' : 'gray'}
        aria-label={props.label}
        aria-pressed={props.on}
        onClick={props.onClick}
      >
        {props.children}
      </ActionIcon>
    </Tooltip>
  );
}
