"""What a briefing says: context of templates, themes, tables, figures, sentences, citations. It knows nothing of Word."""
