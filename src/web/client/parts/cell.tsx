import type { ComponentChildren } from "preact";
import { toneOf } from "../../../report/chart/grades.ts";
import type { Cell, CellKind } from "../../contract/listing.ts";
import { Time } from "./time.tsx";

/** Tones by word; the word itself is always there. */
const tones: Readonly<Record<string, string>> = {
  critical: "critical",
  high: "high",
  medium: "medium",
  low: "low",
  drift: "high",
  unknown: "unknown",
  "in-line": "ok",
  "in line": "ok",
  pending: "medium",
  exempted: "low",
  open: "high",
  acknowledged: "medium",
  resolved: "ok",
  pass: "ok",
  "not reviewed": "unknown",
};

/** A word that stands for a verdict, a severity or a state. */
export function Tag({ word }: { readonly word: string }) {
  return <span class={`tag ${tones[word] ?? "plain"}`}>{word.replaceAll("-", " ")}</span>;
}

function Value({ value, kind }: { readonly value: Cell["value"]; readonly kind: CellKind }) {
  if (value === null) return <>–</>;
  if (kind === "time") return <Time at={String(value)} />;
  if (kind === "number") return <>{value.toLocaleString()}</>;
  if (kind === "text") return <>{value}</>;
  if (kind === "strength") {
    return <span class={`tag ${toneOf(String(value))}`}>{String(value).replaceAll("-", " ")}</span>;
  }
  return <Tag word={String(value)} />;
}

/** A link of the page, or into the Okta console beside it. */
function LinkTo({ href, children }: { readonly href: string; readonly children: ComponentChildren }) {
  if (href.startsWith("/")) return <a href={href}>{children}</a>;
  return (
    <a href={href} rel="noreferrer" target="_blank">
      {children}
    </a>
  );
}

/** A cell of any table. */
export function CellView({ cell, kind }: { readonly cell: Cell; readonly kind: CellKind }) {
  const value = <Value value={cell.value} kind={kind} />;
  return (
    <>
      {cell.href === undefined ? value : <LinkTo href={cell.href}>{value}</LinkTo>}
      {cell.under === undefined ? null : <small>{cell.under}</small>}
    </>
  );
}
