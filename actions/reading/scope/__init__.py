"""Whether what is said is told of the speaker, now and surely: denied, doubted, planned, asked, of another."""
