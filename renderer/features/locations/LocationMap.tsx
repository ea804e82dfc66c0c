// The locations on a sheet drawn from their coordinates alone.
import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import type { Location } from '../../../shared/domain/place.ts';
import { counted } from '../../ui/words.ts';
import classes from './LocationMap.module.css';
import { graticule, type Place, placeMarks, scaleBar, sheetFor } from './map.ts';

interface Props {
  locations: readonly Location[];
  chosen: string | null;
  onChoose(id: string): void;
}

export function LocationMap({ locations, chosen, onChoose }: Props) {
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const places = useMemo(
    () =>
      locations.flatMap(({ id, name, latitude, longitude, media }): Place[] =>
        latitude === null || longitude === null ? [] : [{ id, name, latitude, longitude, weight: media }],
      ),
    [locations],
  );
  const drawn = useMemo(() => {
    if (places.length === 0 || width === 0 || height === 0) return null;
    const sheet = sheetFor(places, width, height);
    return { lines: graticule(sheet), marks: placeMarks(places, sheet), bar: scaleBar(sheet) };
  }, [places, width, height]);

  return (
    <div className={classes.map} ref={ref}>
      {places.length === 0 && <p className={classes.none}>Locations with coordinates are drawn here.</p>}
      {drawn !== null && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a drawing
        <svg width={width} height={height} role="group" aria-label="Map of the locations">
          {drawn.lines.meridians.map((line) => (
            <g key={line.words} className={classes.line}>
              <line x1={line.at} x2={line.at} y1={0} y2={height} />
              <text x={line.at + 4} y={height - 6}>
                {line.words}
              </text>
            </g>
          ))}
          {drawn.lines.parallels.map((line) => (
            <g key={line.words} className={classes.line}>
              <line x1={0} x2={width} y1={line.at} y2={line.at} />
              <text x={6} y={line.at - 4}>
                {line.words}
              </text>
            </g>
          ))}
          {drawn.marks.map((mark) => (
            // biome-ignore lint/a11y/useSemanticElements: there is no button element inside an SVG
            <g
              key={mark.id}
              role="button"
              tabIndex={0}
              className={classes.mark}
              data-chosen={mark.id === chosen || undefined}
              data-empty={mark.weight === 0 || undefined}
              aria-label={`${mark.name}, ${counted(mark.weight, 'photograph')}`}
              aria-pressed={mark.id === chosen}
              onClick={() => onChoose(mark.id)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' && event.key !== ' ') return;
                event.preventDefault();
                onChoose(mark.id);
              }}
            >
              <title>{`${mark.name}: ${counted(mark.weight, 'photograph')}`}</title>
              <circle cx={mark.x} cy={mark.y} r={mark.radius} />
              {(mark.label !== null || mark.id === chosen) && (
                <text
                  x={mark.label?.x ?? mark.x}
                  y={mark.label?.y ?? mark.y - mark.radius - 10}
                  textAnchor={mark.label?.anchor ?? 'middle'}
                  dominantBaseline="central"
                >
                  {mark.name}
                </text>
              )}
            </g>
          ))}
          <g className={classes.bar} transform={`translate(${width - drawn.bar.pixels - 20} ${height - 34})`}>
            <path d={`M0 0 V6 H${drawn.bar.pixels} V0`} />
            <text x={drawn.bar.pixels / 2} y={-5} textAnchor="middle">
              {drawn.bar.words}
            </text>
          </g>
          <g className={classes.bar} transform={`translate(${width - 26} 34)`}>
            <path d="M0 14 V-10 M-5 -4 L0 -11 L5 -4" />
            <text x={0} y={28} textAnchor="middle">
              N
            </text>
          </g>
        </svg>
      )}
    </div>
  );
}
