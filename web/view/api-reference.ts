/** One field of a body, a parameter or a schema. */
export interface FieldView {
  readonly name: string;
  /** « string », « integer », « Ticket », « “a” | “b” » */
  readonly type: string;
  /** The schema that it refers to; null = none. */
  readonly schema: string | null;
  readonly required: boolean;
  readonly description: string | null;
}

export interface OperationView {
  readonly id: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly title: string;
  readonly scope: string;
  readonly parameters: readonly FieldView[];
  readonly body: readonly FieldView[];
  readonly answers: ReadonlyArray<{ readonly status: string; readonly words: string; readonly type: string; readonly schema: string | null }>;
  readonly refusals: readonly string[];
}

export interface ApiReferenceView {
  readonly language: 'fr' | 'en';
  readonly base: string;
  readonly introduction: string;
  readonly sections: ReadonlyArray<{ readonly tag: string; readonly title: string; readonly operations: readonly OperationView[] }>;
  readonly schemas: ReadonlyArray<{ readonly name: string; readonly description: string | null; readonly fields: readonly FieldView[] }>;
  readonly problems: ReadonlyArray<{ readonly code: string; readonly status: number; readonly title: string }>;
}
