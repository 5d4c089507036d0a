import type { ComponentProps } from "react";
import { renderToStaticMarkup } from "react-dom/server.browser";
import { IntlProvider } from "use-intl";
import { PageDocument, type PageDocumentProps } from "./page-document";

type Intl = Pick<ComponentProps<typeof IntlProvider>, "locale" | "messages" | "timeZone">;

/** The text of a comparison as one HTML file. */
export function renderPage(document: PageDocumentProps, intl: Intl): string {
  const markup = renderToStaticMarkup(
    <IntlProvider {...intl}>
      <PageDocument {...document} />
    </IntlProvider>,
  );
  return `<!doctype html>\n${markup}`;
}
