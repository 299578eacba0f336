"""The words harness: how soon and how rightly sung words are known, in virtual time."""
