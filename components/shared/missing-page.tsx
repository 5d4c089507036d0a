import { Link } from "@/components/ui/link";

type MissingPageProps = { title: string; advice: string; link: { href: string; label: string } };

/** Says that what an address names is not here, and leads on. */
export function MissingPage({ title, advice, link }: MissingPageProps) {
  return (
    <div className="mx-auto flex h-full max-w-lg flex-col items-start justify-center gap-3 p-6">
      <h1 className="text-xl font-semibold">{title}</h1>
      <p className="text-ink-muted">{advice}</p>
      <Link href={link.href} className="text-accent underline underline-offset-2">
        {link.label}
      </Link>
    </div>
  );
}
