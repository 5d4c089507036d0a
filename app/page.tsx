import { redirect } from "next/navigation";

type Search = Promise<Record<string, string | string[] | undefined>>;

/** The start page is the chat; what a link fills in is taken along. */
export default async function StartPage({ searchParams }: { searchParams: Search }) {
  const wanted = Object.entries(await searchParams).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value]] : [],
  );
  const query = new URLSearchParams(wanted).toString();
  redirect(query ? `/chat?${query}` : "/chat");
}
