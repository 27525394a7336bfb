"""The catalogue of what is offered as data, in the words of DCAT, schema.org and others."""
