// A posture is what changes between two photographs of one animal: where it is in its step, how it carries neck and head.
// From a build and a posture this works out where every part of the body lies.
import type { Build } from './build.ts';
import { add, heading, joint, lerp, type Point, scaled, turn } from './curve.ts';

export type Carriage = 'walking' | 'alert' | 'grazing';

export interface Posture {
  carriage: Carriage;
  /** Place in the walking cycle, 0–1; null stands still. */
  step: number | null;
}

/** Spine of a leg from its top to the end of the pastern, and how its hoof is turned (degrees). */
export interface Leg {
  spine: readonly Point[];
  hoofTurn: number;
}

export interface Stance {
  nearHind: Leg;
  nearFront: Leg;
  farHind: Leg;
  farFront: Leg;
  neckSpine: readonly Point[];
  neckAngle: number;
  poll: Point;
  headAngle: number;
}

const carriages: Record<Carriage, { neck: number; head: number }> = {
  walking: { neck: 42, head: -26 },
  alert: { neck: 63, head: -14 },
  grazing: { neck: -40, head: -66 },
};

/** Share of the walking cycle during which a hoof is on the ground. */
const onGround = 0.62;

function hoofPlace(phase: number, stride: number): { x: number; lift: number } {
  const place = ((phase % 1) + 1) % 1;
  if (place < onGround) return { x: stride * (1 - (2 * place) / onGround), lift: 0 };
  const swing = (place - onGround) / (1 - onGround);
  return { x: -stride * Math.cos(Math.PI * swing), lift: Math.sin(Math.PI * swing) };
}

function frontLeg(build: Build, x: number, lift: number): Leg {
  const { top, shoulder, upper, lower } = build.front;
  const hoofTurn = -lift * 48;
  const ground: Point = [shoulder[0] + x, lift * 9];
  const fetlock = add(ground, turn([-2.6, build.pastern], hoofTurn));
  const knee = joint(shoulder, fetlock, upper, lower, 1);
  const pasternEnd = lerp(fetlock, ground, 0.5);
  return {
    spine: [top, shoulder, lerp(shoulder, knee, 0.55), knee, lerp(knee, fetlock, 0.5), fetlock, pasternEnd],
    hoofTurn,
  };
}

function hindLeg(build: Build, x: number, lift: number): Leg {
  const { top, stifle, upper, lower } = build.hind;
  const hoofTurn = -lift * 40;
  const carried: Point = [stifle[0] + x * 0.22, stifle[1] + lift * 1.5];
  const ground: Point = [stifle[0] - 10 + x, lift * 8];
  const fetlock = add(ground, turn([-2.4, build.pastern], hoofTurn));
  const hock = joint(carried, fetlock, upper, lower, -1);
  const pasternEnd = lerp(fetlock, ground, 0.5);
  const thigh = lerp(carried, hock, 0.06);
  return {
    spine: [
      top,
      [thigh[0] - 5, thigh[1] + 4],
      lerp(carried, hock, 0.58),
      hock,
      lerp(hock, fetlock, 0.5),
      fetlock,
      pasternEnd,
    ],
    hoofTurn,
  };
}

/** Where the parts of an animal of this build lie in this posture; `neckLift` (degrees) is the individual's own habit. */
export function takeStance(build: Build, posture: Posture, neckLift: number): Stance {
  const { step, carriage } = posture;
  const still = { nearHind: -3, nearFront: 1, farHind: 8, farFront: -6 };
  const leg = (make: typeof frontLeg, offset: number, standing: number): Leg => {
    if (step === null) return make(build, standing, 0);
    const { x, lift } = hoofPlace(step + offset, build.stride);
    return make(build, x, lift);
  };
  const { neck, head } = carriages[carriage];
  const bob = step === null ? 0 : Math.sin(step * 4 * Math.PI) * 2;
  const neckAngle = neck + neckLift + bob;
  const headAngle = head + neckLift * 0.4 + bob * 0.5;
  const { base, length } = build.neck;
  // The neck leaves the shoulders flatter than it arrives at the poll, which gives it its slight curve.
  const lower = add(base, scaled(heading(neckAngle - 12), length * 0.34));
  const upper = add(lower, scaled(heading(neckAngle + 3), length * 0.36));
  const poll = add(upper, scaled(heading(neckAngle + 10), length * 0.3));
  return {
    nearHind: leg(hindLeg, 0, still.nearHind),
    nearFront: leg(frontLeg, 0.25, still.nearFront),
    farHind: leg(hindLeg, 0.5, still.farHind),
    farFront: leg(frontLeg, 0.75, still.farFront),
    neckSpine: [base, lower, upper, poll],
    neckAngle,
    poll,
    headAngle,
  };
}
