// Taro's preset builds the phone app; jest runs the same sources for the Node that is at hand.
module.exports = (api) => {
  const isTest = api.env('test');
  return {
    presets: isTest
      ? [
          ['@babel/preset-env', { targets: { node: 'current' } }],
          ['@babel/preset-react', { runtime: 'automatic' }],
          '@babel/preset-typescript',
        ]
      : [['taro', { framework: 'react', ts: true, compiler: 'webpack5' }]],
    plugins: [
      [
        'import',
        {
          libraryName: '@nutui/nutui-react-taro',
          libraryDirectory: 'dist/es/packages',
          style: isTest ? false : 'css',
          camel2DashComponentName: false,
          customName: (name) => `@nutui/nutui-react-taro/dist/es/packages/${name.toLowerCase()}`,
        },
        'nutui-react-taro',
      ],
    ],
  };
};
