import { Sheet } from "./sheet.tsx";

/** Texts under a heading of their own; nothing where there is none. */
export function TextList({
  id,
  title,
  texts,
}: {
  readonly id: string;
  readonly title: string;
  readonly texts: readonly string[];
}) {
  if (texts.length === 0) return null;
  return (
    <Sheet id={id} title={title}>
      <ul>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </Sheet>
  );
}
