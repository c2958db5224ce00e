"""Text: search, join, pairs of name and value, HTML, Markdown.

May import: `builtin`'s shared modules, `objects` and `formatting`.

- `match_info`: a match of Select-String, and how it reads.
- `context`: the lines before and after a match.
- `markdown`: Markdown as HTML and as text with colours.
- A cmdlet each: `convert_from_markdown`, `convert_from_string_data`, `convert_to_html`, `join_string`, `select_string`,
  `show_markdown`.
"""
