// How sure the program must be before it says something.
import { Field, Section } from './Field.tsx';
import type { SectionProps } from './SettingsScreen.tsx';
import { ThresholdSlider } from './ThresholdSlider.tsx';

export function RecognitionSection({ settings, change }: SectionProps) {
  const { thresholds } = settings;
  return (
    <>
      <Section
        title="Finding"
        about="Boxes less sure than this are not kept. Lower finds more animals and more stumps that look like one; what exists already stays as it is."
      >
        <Field name="Animals">
          <ThresholdSlider
            label="Threshold for animals"
            value={thresholds.animal}
            onSave={(animal) => change({ thresholds: { ...thresholds, animal } })}
          />
        </Field>
        <Field name="People">
          <ThresholdSlider
            label="Threshold for people"
            value={thresholds.person}
            onSave={(person) => change({ thresholds: { ...thresholds, person } })}
          />
        </Field>
        <Field name="Vehicles">
          <ThresholdSlider
            label="Threshold for vehicles"
            value={thresholds.vehicle}
            onSave={(vehicle) => change({ thresholds: { ...thresholds, vehicle } })}
          />
        </Field>
      </Section>
      <Section
        title="Knowing again"
        about="At or above the threshold an animal is proposed as one of the register; below it, as a new one. Only people confirm, and what a person has decided is never changed by a later run."
      >
        <Field
          name="By the body alone"
          about="Higher proposes fewer wrong individuals and leaves more to be joined by hand."
        >
          <ThresholdSlider
            label="Threshold by the body alone"
            value={settings.bodyThreshold}
            onSave={(bodyThreshold) => change({ bodyThreshold })}
          />
        </Field>
      </Section>
    </>
  );
}
