// Where a card is dropped, or its folders chosen.
import { Button } from '@mantine/core';
import { IconDeviceSdCard } from '@tabler/icons-react';
import classes from './ImportScreen.module.css';

export function DropZone({ onChoose }: { onChoose(): void }) {
  return (
    <div className={classes.zone}>
      <span className={classes.zoneIcon} aria-hidden>
        <IconDeviceSdCard size={34} stroke={1.3} />
      </span>
      <h2 className={classes.zoneTitle}>Drop the folders of a card here</h2>
      <p className={classes.zoneText}>
        One card or twelve, any depth. Photographs and videos are told by their content; what cannot be read is listed
        with its reason and never stops the others. Nothing on a card is changed.
      </p>
      <Button variant="default" onClick={onChoose}>
        Choose folders
      </Button>
    </div>
  );
}
