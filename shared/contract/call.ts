// One call of the contract: what it does in a sentence, and the schemas of what goes in and what comes out.
import type { z } from 'zod';

export interface Call<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  about: string;
  input: I;
  output: O;
}

export function call<I extends z.ZodType, O extends z.ZodType>(about: string, input: I, output: O): Call<I, O> {
  return { about, input, output };
}
