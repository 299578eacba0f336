"""The pocket summariser's workshop: lines made by code, a tokenizer, a trainer, an examination."""
