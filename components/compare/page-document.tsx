import { useFormatter, useTranslations } from "use-intl";
import { StaticMarkdown } from "@/components/shared/markdown/static-markdown";
import { answerText } from "@/lib/chat/answer-words";
import type { ColumnAnswer } from "@/lib/compare/answers";
import { figuresOf, isBest, measures } from "@/lib/compare/figures";
import { measureText } from "@/lib/compare/summary-text";
import type { AnswerRecord, MessageRecord, UserRecord } from "@/lib/history/record";
import { pageStyle } from "./page-style";
import { useMeasureWords } from "./use-summary-words";

/** A column as it stands in the file: who answers, and what was said, from the first message to the last. */
export type PageColumn = { id: string; place: number; model: string; path: readonly MessageRecord[] };

export type PageDocumentProps = {
  title: string;
  locale: string;
  madeAt: Date;
  columns: readonly PageColumn[];
  answers: readonly ColumnAnswer[];
  /** Attached pictures as data addresses, by their media id. */
  pictures: ReadonlyMap<string, string>;
};

/** What the file may do: show itself, and nothing else. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** A whole comparison as one page without scripts. Rendered once into a string. */
export function PageDocument({ title, locale, madeAt, columns, answers, pictures }: PageDocumentProps) {
  const t = useTranslations("compare.page");
  const format = useFormatter();
  return (
    <html lang={locale}>
      {/* biome-ignore lint/style/noHeadElement: a file of its own, not a page of this program */}
      <head>
        <meta charSet="utf-8" />
        <meta httpEquiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <style>{pageStyle}</style>
      </head>
      <body>
        <h1>{title}</h1>
        <p className="made">
          {t("made", { date: format.dateTime(madeAt, { dateStyle: "long", timeStyle: "short" }) })}
        </p>
        <Summary answers={answers} />
        <div className="columns">
          {columns.map(({ id, place, model, path }) => (
            <section key={id} className="column">
              <h2>
                {place}. {model}
              </h2>
              {path.map((record) => (
                <Message key={record.id} record={record} pictures={pictures} />
              ))}
            </section>
          ))}
        </div>
      </body>
    </html>
  );
}

function Summary({ answers }: { answers: readonly ColumnAnswer[] }) {
  const t = useTranslations("compare");
  const words = useMeasureWords();
  const all = answers.map(({ figures }) => figures);
  if (answers.length === 0) return null;
  return (
    <div className="scroll">
      <table className="summary">
        <thead>
          <tr>
            <th>{t("model")}</th>
            <th>{t("stateHeading")}</th>
            {measures.map((measure) => (
              <th key={measure}>{t(`measure.${measure}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {answers.map(({ columnId, place, model, figures }) => (
            <tr key={columnId}>
              <th>
                {place}. {model}
              </th>
              <td>{t(`state.${figures.state}`)}</td>
              {measures.map((measure) => {
                const best = isBest(measure, figures, all);
                return (
                  <td key={measure} className={best ? "best" : undefined}>
                    {measureText(measure, figures, words)}
                    {best && ` (${t("best")})`}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type MessageProps = { record: MessageRecord; pictures: ReadonlyMap<string, string> };

function Message({ record, pictures }: MessageProps) {
  const t = useTranslations("compare.page");
  switch (record.role) {
    case "system":
      return (
        <div className="instructions">
          <strong>{t("instructions")}</strong>
          {"\n"}
          {record.text}
        </div>
      );
    case "user":
      return <Question record={record} pictures={pictures} />;
    case "assistant":
      return <Answer record={record} />;
    case "tool":
      return record.results.map(({ toolCallId, name, content }) => (
        <pre key={toolCallId} className="parameters">
          {name}: {content}
        </pre>
      ));
  }
}

function Question({ record, pictures }: { record: UserRecord; pictures: ReadonlyMap<string, string> }) {
  return (
    <div className="question">
      {record.text}
      {record.attachments?.map((attachment) => {
        const source = attachment.kind === "text" ? undefined : attachment.source;
        const picture = source?.kind === "media" ? pictures.get(source.mediaId) : undefined;
        // biome-ignore lint/performance/noImgElement: the picture lies in the file itself
        if (picture) return <img key={attachment.id} src={picture} alt={attachment.name} />;
        return (
          <div key={attachment.id} className="note">
            [{attachment.name}]
          </div>
        );
      })}
    </div>
  );
}

function Answer({ record }: { record: AnswerRecord }) {
  const t = useTranslations("compare");
  const errors = useTranslations("errors");
  const words = useMeasureWords();
  const { output, fields, model, edited } = record;
  const figures = figuresOf(record);
  const text = answerText(record);
  const choice = record.choice ?? 0;
  const thoughts = output.parts.filter((part) => part.kind === "reasoning" && part.choice === choice);
  const calls = output.parts.filter((part) => part.kind === "tool-call" && part.choice === choice);
  const numbers = measures.flatMap((measure) =>
    figures[measure] === undefined
      ? []
      : [`${t(`measure.${measure}`)} ${measureText(measure, figures, words)}`],
  );
  return (
    <div className="answer">
      {thoughts.length > 0 && (
        <details>
          <summary>{t("page.thinking")}</summary>
          <div>{thoughts.map(({ text: thought }) => thought).join("")}</div>
        </details>
      )}
      {text === "" ? <p className="note">{t("page.empty")}</p> : <StaticMarkdown text={text} />}
      {calls.map(({ part, name, text: call }) => (
        <pre key={part} className="parameters">
          {name}({call})
        </pre>
      ))}
      {output.error && (
        <p className="failed">
          {errors(`${output.error.code}.title`)} {output.error.detail}
        </p>
      )}
      <p className="numbers">
        {[model, t(`state.${output.state}`), ...numbers, edited && t("page.edited")]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {Object.keys(fields).length > 0 && (
        <details>
          <summary>{t("page.parameters")}</summary>
          <pre className="parameters">{JSON.stringify(fields, null, 2)}</pre>
        </details>
      )}
    </div>
  );
}
