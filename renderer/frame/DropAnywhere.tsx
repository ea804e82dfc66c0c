// Folders dropped anywhere on the window go to the import panel; a veil shows that they may be let go.
import { IconFolderDown } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { readDrop, useDrop } from '../stores/drop.ts';
import classes from './DropAnywhere.module.css';

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

export function DropAnywhere() {
  const [over, setOver] = useState(false);
  const [, go] = useLocation();
  useEffect(() => {
    // Entering and leaving is told for every element under the pointer; only the balance says whether it left the window.
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const hover = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    };
    const drop = (event: DragEvent) => {
      depth = 0;
      setOver(false);
      if (!hasFiles(event) || event.dataTransfer === null) return;
      event.preventDefault();
      const dropped = readDrop(event.dataTransfer);
      if (dropped === null) return;
      useDrop.getState().put(dropped);
      go('/import');
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('dragover', hover);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('dragover', hover);
      window.removeEventListener('drop', drop);
    };
  }, [go]);
  if (!over) return null;
  return (
    <div className={classes.veil} aria-hidden>
      <div className={classes.card}>
        <IconFolderDown size={44} stroke={1.25} />
        <div>Let go to import</div>
      </div>
    </div>
  );
}
