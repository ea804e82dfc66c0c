// A migration is a version, a name and what it does to the tables, as SQL in one transaction.
export interface Migration {
  /** 1, 2, 3, … without gaps; becomes the catalogue's user_version. */
  version: number;
  name: string;
  sql: string;
}
