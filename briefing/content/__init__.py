"""What a briefing says: context of templates, themes, tables, figures, sentences. It knows nothing of Word."""
